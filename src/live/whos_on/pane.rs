//! A window that several consoles look through: what it holds is picked once for all of them, and those who were told the same
//! are told the next thing in the same words.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use super::WhosOn;
use crate::domain::moment::Moment;
use crate::domain::window::{Selection, Told, View, Window};
use crate::live::doorways::Frame;

/// One window, shared by the consoles that look through it.
pub struct Pane {
    window: Window,
    looked: Mutex<Looked>,
}

/// What was seen last.
#[derive(Default)]
struct Looked {
    /// The table as it was then.
    version: u64,
    selection: Selection,
    /// What a console has been told that was told just this selection.
    whole: Option<Arc<View>>,
    step: Option<Step>,
}

/// The last step somebody took from one view to the next.
struct Step {
    before: Arc<View>,
    after: Arc<View>,
    frame: Option<Frame>,
}

impl WhosOn {
    /// The pane of `window`: the one others look through already, if there is one.
    pub fn pane(&self, window: Window) -> Arc<Pane> {
        let mut panes = self.panes.lock().unwrap_or_else(PoisonError::into_inner);
        panes.retain(|pane| pane.strong_count() > 0);
        if let Some(same) = panes.iter().filter_map(Weak::upgrade).find(|pane| pane.window == window) {
            return same;
        }
        let pane = Arc::new(Pane { window, looked: Mutex::default() });
        panes.push(Arc::downgrade(&pane));
        pane
    }
}

impl Pane {
    /// The window whole at `now`, for a console that begins to look.
    pub fn begin(&self, whos_on: &WhosOn, now: Moment) -> (Arc<View>, Told) {
        let mut looked = self.look(whos_on, now);
        let mut view = View::default();
        let told = view.snapshot(looked.selection.clone());
        (looked.shared(Arc::new(view)), told)
    }

    /// Moves `view` on to `now`; the frame that says what changed, as `write` writes it, when anything did.
    pub fn go_on(
        &self,
        whos_on: &WhosOn,
        view: &mut Arc<View>,
        now: Moment,
        write: impl FnOnce(&Told) -> Frame,
    ) -> Option<Frame> {
        let mut looked = self.look(whos_on, now);
        if let Some(step) = looked.step.as_ref().filter(|step| Arc::ptr_eq(&step.before, view)) {
            *view = step.after.clone();
            return step.frame.clone();
        }
        let before = view.clone();
        let mut after = View::clone(view);
        let waiting = after.held_since().map_or(0, |since| whos_on.waiting(&self.window, since, now));
        let told = after.changes(looked.selection.clone(), waiting, now, |key| whos_on.versioned(key));
        let frame = told.as_ref().map(write);
        *view = looked.shared(Arc::new(after));
        looked.step = Some(Step { before, after: view.clone(), frame: frame.clone() });
        frame
    }

    /// Looks again if the table has changed. What changes with time alone changes the table too, at the next sweep.
    fn look(&self, whos_on: &WhosOn, now: Moment) -> MutexGuard<'_, Looked> {
        let mut looked = self.looked.lock().unwrap_or_else(PoisonError::into_inner);
        let version = whos_on.version();
        if looked.version != version {
            *looked = Looked { version, selection: whos_on.select(&self.window, now), whole: None, step: None };
        }
        looked
    }
}

impl Looked {
    /// `view`, or the one that others have of the same: so that their next step is the same one.
    fn shared(&mut self, view: Arc<View>) -> Arc<View> {
        if view.is_whole() { self.whole.get_or_insert(view).clone() } else { view }
    }
}
