import { button, CROSS, h, icon } from "../shared/dom";
import type { Conversation } from "./conversation";
import { ending, standing, title } from "./words";

const DOWN = "m6 9 6 6 6-6";

interface Acts {
  minimise(): void;
  end(): void;
  close(): void;
}

/** The chat's window: who is there, what was said, and a foot that is the composer, a question, or the end. */
export function createWindow(log: HTMLElement, composer: HTMLElement, acts: Acts) {
  const face = h("span", { class: "face", "aria-hidden": "true" });
  const name = h("b");
  const state = h("p", { class: "quiet" });
  const minimise = button({ "aria-label": "Minimise", title: "Minimise" }, acts.minimise, icon(DOWN));
  const cross = button({ "aria-label": "End chat", title: "End chat" }, () => ask(true), icon(CROSS));
  const typing = h("p", { class: "typing quiet" });
  const keep = button({}, () => ask(false), "Keep chatting");
  const question = h("div", { class: "question", role: "group", "aria-label": "End this chat?" },
    h("p", {}, "End this chat?"), keep, button({ class: "primary" }, acts.end, "End chat"));
  const words = h("p");
  const over = h("div", { class: "question" }, words, button({ class: "primary" }, acts.close, "Close"));
  const element = h("section", { class: "box", role: "dialog" },
    h("div", { class: "head" }, face, h("div", {}, name, state), minimise, cross), log, typing, composer, question, over);
  let ended = false;

  function ask(asking: boolean): void {
    if (ended) return acts.close();
    question.hidden = !asking;
    composer.hidden = asking;
    (asking ? keep : cross).focus();
  }

  element.onkeydown = (e) => {
    if (e.key !== "Escape") return;
    e.preventDefault();
    if (question.hidden) acts.minimise();
    else ask(false);
  };
  question.hidden = over.hidden = true;

  return {
    element,
    show(chat: Conversation["state"], company: string, connected: boolean, typist: string): void {
      ended = chat.chat === "ended";
      name.textContent = title(chat, company);
      face.textContent = chat.agent?.initials || name.textContent[0]!;
      state.textContent = standing(chat, connected);
      typing.textContent = typist && !ended ? `${typist} is typing` : "";
      element.setAttribute("aria-label", `Chat with ${name.textContent}`);
      over.hidden = !ended;
      if (!ended) return;
      words.textContent = ending(chat);
      composer.hidden = question.hidden = true;
      cross.setAttribute("aria-label", "Close");
      cross.title = "Close";
    },
  };
}
