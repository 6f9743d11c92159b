import { button, h } from "../shared/dom";
import type { Department, Settings } from "../shared/wire";
import { choice, field, form } from "./form";
import type { Draft, Memory } from "./memory";
import { t } from "./words";

/** What the visitor stands before while there is no conversation. */
export type Phase = "welcome" | "offline" | "sent" | "blocked";

export interface Front {
  phase: Phase;
  form: Settings["form"];
  departments: Department[];
  /** Above the form, where something else is to be said than usual. */
  words: string;
  /** Why the last call was refused. */
  problem: string;
}

interface Acts {
  submit(draft: Draft): void;
  close(): void;
}

/** The welcome screen, the form for when nobody is there, and what follows it. */
export function createFront(memory: Memory, acts: Acts) {
  const words = h("p", { class: "hello", tabindex: "-1" });
  const problem = h("p", { class: "problem" });
  const place = h("div");
  const element = h("div", { class: "front" }, words, problem, place);
  let shape = "";
  let focusForm = () => words.focus();

  const changed = (part: Draft) => memory.keep({ draft: { ...memory.kept.draft, ...part } });

  /** The fields a form has; the offline form needs to know where to write to. */
  function fields({ phase, form: asked, departments }: Front) {
    const calling = phase === "welcome";
    const { draft = {} } = memory.kept;
    const email = calling ? asked.email : "required";
    const text = calling ? asked.question : "required";
    return [
      asked.name !== "off" && field("name", t("name"), asked.name, t("name_missing"), draft, changed),
      email !== "off" && field("email", t("email"), email, t("email_missing"), draft, changed),
      departments.length > 0 && choice(departments, calling, draft, changed),
      text !== "off" && (calling
        ? field("text", t("question"), text, t("question_missing"), draft, changed, t("question_hint"))
        : field("text", t("message"), text, t("message_missing"), draft, changed)),
    ].filter((f) => f !== false);
  }

  function build(front: Front): void {
    const had = (element.getRootNode() as ShadowRoot).activeElement?.id;
    if (front.phase === "welcome" || front.phase === "offline") {
      const made = form(fields(front), t(front.phase === "welcome" ? "start" : "offline_send"), () => acts.submit(memory.kept.draft || {}));
      focusForm = made.focus;
      place.replaceChildren(made.element);
    } else {
      const close = button({ class: "primary go" }, acts.close, t("close"));
      focusForm = () => words.focus();
      place.replaceChildren(close);
    }
    if (had) (place.querySelector(`#${had}`) as HTMLElement | null)?.focus();
  }

  return {
    element,
    focus: () => focusForm(),
    show(front: Front): void {
      words.textContent = front.words;
      problem.textContent = front.problem;
      problem.hidden = !front.problem;
      const { phase, form: asked, departments } = front;
      const now = JSON.stringify([phase, asked, departments, t("start")]);
      if (now !== shape) build(front);
      shape = now;
    },
  };
}
