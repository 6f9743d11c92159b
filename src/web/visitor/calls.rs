//! The welcome screen: who is there, and the call.

use serde::Serialize;

use super::heard::CallSaid;
use super::told::chat_frame;
use crate::actions::block_visitor::refuse_blocked;
use crate::actions::call::{Call, Called, call};
use crate::actions::open_doorway::Doorway;
use crate::actions::problem::Problem;
use crate::actions::tend_chat::chat_as_visitor;
use crate::actions::who_is_there::who_is_there;
use crate::app::App;
use crate::domain::ids::DepartmentId;
use crate::web::wire::{ack, refused, written};

#[derive(Serialize)]
struct DepartmentWire {
    id: DepartmentId,
    name: String,
    open: bool,
}

#[derive(Serialize)]
struct DeskWire {
    r#type: &'static str,
    open: bool,
    departments: Vec<DepartmentWire>,
    blocked: bool,
}

/// Who is there for this page.
pub(super) async fn desk(app: &App, doorway: &Doorway) -> Vec<String> {
    match who_is_there(app, &doorway.site, doorway.key).await {
        Ok(desk) => {
            let departments = desk.departments.into_iter();
            let departments = departments.map(|(id, name, open)| DepartmentWire { id, name, open }).collect();
            let blocked = refuse_blocked(app, &doorway.site.key, doorway.key).is_err();
            vec![written(&DeskWire { r#type: "desk", open: desk.open && !blocked, departments, blocked })]
        }
        Err(problem) => vec![refused(None, &problem.to_string())],
    }
}

/// Calls; when nobody is there, the page learns who is.
pub(super) async fn called(app: &App, doorway: &Doorway, said: CallSaid) -> Vec<String> {
    let CallSaid { name, email, text, department, client_id } = said;
    let id = client_id.clone();
    match call(app, &doorway.site, doorway.key, Call { name, email, text, department, client_id }).await {
        Ok(called) => answered(app, doorway, called, &id).await,
        Err(problem) => {
            let mut frames = vec![refused(Some(&id), &problem.to_string())];
            if matches!(problem, Problem::Conflict(_) | Problem::Forbidden(_)) {
                frames.extend(desk(app, doorway).await);
            }
            frames
        }
    }
}

async fn answered(app: &App, doorway: &Doorway, (chat, seq): Called, client_id: &str) -> Vec<String> {
    let mut frames = vec![ack(client_id, chat.id, seq)];
    if let Ok((chat, messages)) = chat_as_visitor(app, doorway.key, chat.id, 0).await {
        frames.push(chat_frame(&chat, &messages));
    }
    frames
}
