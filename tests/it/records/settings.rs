//! The first start, sites, groups and templates.

use parlour::domain::agent::Role;
use parlour::domain::ids::TemplateId;
use parlour::domain::site::{Site, SiteSettings};
use parlour::engines::clock::Clock;
use parlour::engines::records::{Records, RecordsError, Template};

use super::samples::{Fixture, START};

pub(super) async fn seeds_once(records: &Records) -> Fixture {
    let clock = Clock::standing(START);
    let seeded = records.seed(&clock, "Anna@Shop.example", None).await.expect("seeded").expect("it was empty");
    assert_eq!((seeded.email.as_str(), seeded.password.len()), ("anna@shop.example", 16));
    assert!(records.seed(&clock, "ben@shop.example", None).await.expect("asked").is_none());
    let agent = records.check_password("ANNA@shop.example", &seeded.password).await.expect("checked").expect("hers");
    assert_eq!((agent.name.as_str(), agent.role), ("Anna", Role::Administrator));
    assert_eq!(records.agents().await.expect("agents"), std::slice::from_ref(&agent));
    let templates = records.templates().await.expect("templates");
    let names: Vec<&str> = templates.iter().map(|template| template.name.as_str()).collect();
    assert_eq!(names, ["About this page", "Delivery", "Offer help"]);
    Fixture { records: records.clone(), clock, agent }
}

pub(super) async fn sites_and_templates_change(records: &Records) {
    let mut site = Site {
        key: "shop".into(),
        name: "Shop".into(),
        origins: vec!["https://shop.example".into()],
        time_zone: "Europe/London".into(),
        style: None,
        settings: SiteSettings::default(),
    };
    assert!(!records.change_site(&site).await.expect("asked"));
    records.add_site(&site).await.expect("added");
    assert!(matches!(records.add_site(&site).await, Err(RecordsError::Taken)));
    site.style = Some(site.style());
    site.origins.clear();
    site.settings = SiteSettings { preview_typing: true, ..SiteSettings::default() };
    site.settings.texts.entry("de".into()).or_default().insert("send".into(), "Ab damit".into());
    assert!(records.change_site(&site).await.expect("changed"));
    assert_eq!(records.sites().await.expect("sites"), [site]);

    let mut template = Template { id: TemplateId(uuid::Uuid::new_v4()), name: "A".into(), text: "#greeting#".into() };
    records.add_template(&template).await.expect("added");
    template.text = "Grüezi".into();
    assert!(records.change_template(&template).await.expect("changed"));
    assert_eq!(records.templates().await.expect("templates")[0], template);
    assert!(records.delete_template(template.id).await.expect("deleted"));
    assert!(!records.delete_template(template.id).await.expect("asked"));
}

pub(super) async fn groups_close_with_their_department(fixture: &Fixture) {
    let groups = fixture.records.open_groups().await.expect("groups");
    let names: Vec<_> = groups.iter().map(|group| (group.name.as_str(), group.department.as_str())).collect();
    assert_eq!(names, [("Sales", "Sales")]);
    let mut departments = fixture.records.departments().await.expect("departments");
    assert_eq!((departments.len(), departments[0].live_chat), (1, true));
    let sales = &mut departments[0];
    sales.live_chat = false;
    assert!(fixture.records.change_department(sales).await.expect("off"));
    assert_eq!(fixture.records.open_groups().await.expect("groups"), []);
    sales.live_chat = true;
    assert!(fixture.records.change_department(sales).await.expect("on"));
    assert_eq!(fixture.records.open_groups().await.expect("groups"), groups);
    assert_eq!(fixture.records.departments().await.expect("departments"), departments);
}
