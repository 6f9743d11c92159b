//! The records keep one contract on both databases. `PostgreSQL` takes part when `PARLOUR_TEST_POSTGRES` holds the URL of a server
//! on which databases may be made.

mod chats;
mod desk;
mod invitations;
mod marketing;
mod messages;
mod outgoing;
mod people;
mod samples;
mod settings;
mod visitors;

use parlour::engines::records::Records;
use sqlx::migrate::MigrateDatabase;

async fn keeps_the_contract(records: &Records) {
    let fixture = settings::seeds_once(records).await;
    settings::sites_and_templates_change(records).await;
    settings::groups_close_with_their_department(&fixture).await;
    people::an_email_has_one_account(&fixture).await;
    people::a_password_opens_its_own_account(&fixture).await;
    people::sessions_end(&fixture).await;
    people::an_account_is_changed_and_goes(&fixture).await;
    visitors::a_visit_is_counted_after_it_is_told(&fixture).await;
    visitors::names_are_unique_within_a_site(&fixture).await;
    visitors::two_batches_at_once_agree(records, records).await;
    invitations::a_visitor_has_one_open_invitation(&fixture).await;
    invitations::an_invitation_moves_once(&fixture).await;
    invitations::accepting_is_all_or_nothing(&fixture).await;
    chats::a_visitor_has_one_open_chat(&fixture).await;
    chats::one_agent_gets_a_chat(&fixture).await;
    chats::a_chat_ends_once(&fixture).await;
    chats::an_agent_sees_what_concerns_them(&fixture).await;
    chats::a_message_is_said_once(&fixture).await;
    chats::many_speak_at_once(&fixture).await;
    desk::a_move_is_stored_with_its_notice_or_not_at_all(&fixture).await;
    desk::an_offer_is_taken_once_and_the_chat_with_it(&fixture).await;
    desk::an_offer_ends_once(&fixture).await;
    desk::the_archive_is_read_page_by_page(&fixture).await;
    desk::the_routing_is_replaced_whole(&fixture).await;
    desk::changes_are_listed_the_latest_first(&fixture).await;
    outgoing::an_offline_message_comes_with_its_mails_or_not_at_all(&fixture).await;
    outgoing::a_block_stands_until_it_is_lifted_or_over(&fixture).await;
    outgoing::a_mail_moves_once(&fixture).await;
    outgoing::a_happening_goes_to_a_webhook_once(&fixture).await;
    messages::a_message_comes_back_as_it_was_said(&fixture).await;
    messages::the_same_id_of_two_speakers_is_two_messages(&fixture).await;
    messages::only_the_last_words_of_ones_own_change(&fixture).await;
    messages::a_file_comes_and_goes_with_its_message(&fixture).await;
    messages::marks_never_go_back(&fixture).await;
    messages::a_shortcut_means_one_response(&fixture).await;
    marketing::a_goal_is_kept_as_it_is(&fixture).await;
    marketing::a_funnel_keeps_its_steps_in_order(&fixture).await;
    marketing::rules_keep_their_order_and_lots_fall_once(&fixture).await;
    marketing::what_a_rule_has_done_is_counted(&fixture).await;
    marketing::attention_is_said_once_more(&fixture).await;
    marketing::a_filter_is_its_agents_or_everybodys(&fixture).await;
    marketing::a_scheduled_report_is_sent_once(&fixture).await;
    marketing::a_visitor_is_noted_handed_out_and_erased(&fixture).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn on_sqlite() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite:{}", folder.path().join("it's 100%#?.db").display());
    let records = Records::connect(&url).await.expect("connected");
    keeps_the_contract(&records).await;
    let agents = records.agents().await.expect("agents");
    records.close().await;
    let again = Records::connect(&url).await.expect("connected again");
    assert_eq!(again.agents().await.expect("agents"), agents);
    again.close().await;
}

/// A second process on the same file: nobody is turned away because somebody else writes.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn on_sqlite_with_two_writers() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite:{}", folder.path().join("records.db").display());
    let here = Records::connect(&url).await.expect("connected");
    let fixture = settings::seeds_once(&here).await;
    let there = Records::connect(&url).await.expect("connected");
    for _ in 0..20 {
        visitors::two_batches_at_once_agree(&here, &there).await;
    }
    chats::many_speak_on(&fixture, &[here, there]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn on_postgres() {
    let Ok(server) = std::env::var("PARLOUR_TEST_POSTGRES") else { return };
    let mut url: url::Url = server.parse().expect("a URL");
    url.set_path(&format!("parlour_{}", uuid::Uuid::new_v4().simple()));
    sqlx::any::install_default_drivers();
    sqlx::Any::create_database(url.as_str()).await.expect("a database of its own");
    let records = Records::connect(url.as_str()).await.expect("connected");
    keeps_the_contract(&records).await;
    records.close().await;
    sqlx::Any::drop_database(url.as_str()).await.expect("dropped");
}
