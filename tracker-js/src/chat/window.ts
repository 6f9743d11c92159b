import { button, CROSS, h, icon } from "../shared/dom";
import type { Conversation } from "./conversation";
import type { Front, Phase } from "./front";
import { t } from "./words";

const DOWN = "m6 9 6 6 6-6";

export interface Scene {
  phase: Phase | "calling" | "active" | "ended";
  front: Front;
  name: string;
  initials: string;
  /** The line under the name. */
  state: string;
  typist: string;
  /** What the server would not do, in its words. */
  problem: string;
  conversation: Conversation;
}

interface Parts {
  front: HTMLElement;
  log: HTMLElement;
  /** What stands between the transcript and the composer. */
  between: HTMLElement[];
  composer: HTMLElement;
  after: HTMLElement;
}

interface Acts {
  minimise(): void;
  end(): void;
  close(): void;
  /** The visitor will not wait, and leaves a message. */
  instead(): void;
}

/** The chat's window: who is there, and what the moment asks for. `whole`: it is a page of its own, and stays. */
export function createWindow({ front, log, between, composer, after }: Parts, acts: Acts, whole: () => boolean) {
  const face = h("span", { class: "face", "aria-hidden": "true" });
  const name = h("b");
  const state = h("p", { class: "quiet" });
  const minimise = button({ "aria-label": t("minimise"), title: t("minimise") }, acts.minimise, icon(DOWN));
  const cross = button({}, crossed, icon(CROSS));
  const typing = h("p", { class: "typing quiet" });
  const problem = h("p", { class: "problem", role: "alert" });
  const keep = button({}, () => ask(false), t("keep"));
  const question = h("div", { class: "question", role: "group", "aria-label": t("end_question") },
    h("p", {}, t("end_question")), keep, button({ class: "primary" }, acts.end, t("end")));
  const calling = h("div", { class: "calling", role: "status" }, h("p", {}, t("calling")), button({}, acts.instead, t("instead")));
  const talk = h("div", { class: "talk" }, calling, log, typing, problem, ...between, composer, question, after);
  const element = h("section", { class: "box", role: "dialog", tabindex: "-1" },
    h("div", { class: "head" }, face, h("div", {}, name, state), minimise, cross), front, talk);
  let phase: Scene["phase"] = "welcome";
  question.hidden = true;

  const talking = () => phase === "calling" || phase === "active";

  function crossed(): void {
    if (talking()) ask(!!question.hidden);
    else if (phase === "ended") acts.close();
    else acts.minimise();
  }

  function ask(asking: boolean): void {
    question.hidden = !asking;
    composer.hidden = asking;
    (asking ? keep : cross).focus();
  }

  element.onkeydown = (e) => {
    if (e.key !== "Escape" || e.defaultPrevented) return;
    e.preventDefault();
    if (!question.hidden) ask(false);
    else if (!whole()) acts.minimise();
  };

  /** The head's two buttons: one leaves the window, the other the conversation. */
  function buttons(): void {
    minimise.hidden = !talking() || whole();
    cross.hidden = whole() && !talking();
    const words = t(talking() ? "end" : "close");
    cross.setAttribute("aria-label", words);
    cross.title = words;
  }

  return {
    element,
    show(scene: Scene): void {
      phase = scene.phase;
      const there = talking() || phase === "ended";
      buttons();
      element.classList.toggle("short", ["sent", "blocked"].includes(phase));
      name.textContent = scene.name;
      face.textContent = scene.initials;
      state.textContent = scene.state;
      state.hidden = !scene.state;
      typing.textContent = scene.typist && phase === "active" ? t("is_typing", { name: scene.typist }) : "";
      problem.textContent = scene.problem;
      element.setAttribute("aria-label", t("chat_with", { name: scene.name }));
      front.hidden = there;
      talk.hidden = !there;
      calling.hidden = phase !== "calling";
      after.hidden = phase !== "ended";
      if (talking()) composer.hidden = !question.hidden;
      else composer.hidden = question.hidden = true;
    },
  };
}
