use super::*;
use crate::domain::department::DepartmentGroup;

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn agent(n: u128, role: Role) -> Agent {
    Agent::new(AgentId(id(n)), format!("{n}@shop.example"), n.to_string(), role)
}

/// The administrator 1, the agents 2 to 5, the marketer 6, and 7, who is not active.
fn agents() -> Vec<Agent> {
    let mut all = vec![agent(1, Role::Administrator)];
    all.extend((2..=5).map(|n| agent(n, Role::Normal)));
    all.push(agent(6, Role::Marketer));
    all.push(Agent { active: false, ..agent(7, Role::Administrator) });
    all
}

fn department(n: u128, sites: &[&str], members: &[u128]) -> Department {
    let agents = members.iter().map(|n| AgentId(id(*n))).collect();
    let group = DepartmentGroup { id: GroupId(id(n + 100)), name: "Desk".into(), agents };
    let sites = sites.iter().map(|site| SiteKey::from(*site)).collect();
    let name = format!("Department {n}");
    Department { id: DepartmentId(id(n)), name, live_chat: true, sites, hours: None, groups: vec![group] }
}

/// Department 10 serves the shop with agent 2, department 11 serves all sites with agent 3, department 12 the blog with agent 4.
fn rules(routing: Routing) -> Rules {
    let departments =
        vec![department(10, &["shop"], &[2]), department(11, &[], &[3]), department(12, &["blog"], &[4, 6])];
    Rules { departments, routing }
}

fn rule(pattern: &str, agents: &[u128], groups: &[u128]) -> Rule {
    let agents = agents.iter().map(|n| AgentId(id(*n))).collect();
    let groups = groups.iter().map(|n| GroupId(id(*n))).collect();
    Rule { id: id(1), pattern: UrlPattern::parse(pattern).expect("a pattern"), agents, groups }
}

/// Who is asked.
fn who(rules: &Rules, site: &str, url: &str, department: Option<u128>) -> Vec<u128> {
    let site = SiteKey::from(site);
    let call = CallFrom { site: &site, url, department: department.map(|n| DepartmentId(id(n))) };
    let judged = rules.who_may_take(&call, &agents());
    assert!(judged[0].1.may(), "an administrator may take any");
    judged.into_iter().filter(|(_, may)| may.asked()).map(|(agent, _)| agent.0.as_u128()).collect()
}

const LAMPS: &str = "https://shop.example/lamps";

#[test]
fn everybody_who_monitors_the_site() {
    let rules = rules(Routing::default());
    assert_eq!(rules.way(), Way::Everybody);
    assert_eq!(who(&rules, "shop", LAMPS, None), [1, 2, 3, 5]);
    assert_eq!(who(&rules, "blog", LAMPS, Some(10)), [1, 3, 4, 5], "nobody asked for departments");
}

#[test]
fn the_department_the_visitor_chose() {
    let rules = rules(Routing { departments: true, ..Routing::default() });
    assert_eq!(rules.way(), Way::Departments);
    assert_eq!(who(&rules, "shop", LAMPS, Some(10)), [2]);
    assert_eq!(who(&rules, "shop", LAMPS, Some(12)), [4], "the marketer in it does not chat");
    assert_eq!(who(&rules, "shop", LAMPS, None), [1, 2, 3, 5], "who chose none gets who monitors the site");
    assert_eq!(who(&rules, "shop", LAMPS, Some(99)), [1, 2, 3, 5], "nor who chose one that is gone");
}

#[test]
fn the_first_rule_that_fits_and_names_somebody() {
    let list = vec![
        rule("shop.example/lamps", &[6, 7, 99], &[]),
        rule("shop.example/lamps", &[5], &[112]),
        rule("shop.example", &[1, 2], &[]),
    ];
    let rules = rules(Routing { urls: true, rules: list.clone(), ..Routing::default() });
    assert_eq!(rules.way(), Way::Urls);
    assert_eq!(who(&rules, "shop", LAMPS, Some(10)), [4, 5], "the first names nobody who chats");
    assert_eq!(who(&rules, "shop", "https://shop.example/chairs", None), [1, 2], "an administrator who is named");
    assert_eq!(who(&rules, "shop", "https://blog.example/", None), [1, 2, 3, 5], "no rule fits: everybody");
    let off = Rules { routing: Routing { urls: false, rules: list, ..Routing::default() }, ..rules };
    assert_eq!(who(&off, "shop", LAMPS, None), [1, 2, 3, 5]);
}

#[test]
fn each_has_a_reason() {
    let rules = rules(Routing { urls: true, rules: vec![rule("shop.example", &[2], &[])], ..Routing::default() });
    let site = SiteKey::from("shop");
    let judged = rules.who_may_take(&CallFrom { site: &site, url: LAMPS, department: None }, &agents());
    let by_rule = || Because::Rule("shop.example".into());
    let expected = [
        MayTake::Unasked(by_rule()),
        MayTake::Asked(by_rule()),
        MayTake::No(by_rule()),
        MayTake::No(by_rule()),
        MayTake::No(by_rule()),
        MayTake::No(Because::OnlyReads),
        MayTake::No(Because::Inactive),
    ];
    assert_eq!(judged.into_iter().map(|(_, may)| may).collect::<Vec<_>>(), expected);
}
