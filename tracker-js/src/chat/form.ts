import { h } from "../shared/dom";
import type { Asked, Department } from "../shared/wire";
import type { Draft } from "./memory";
import { t } from "./words";

const EMAIL = /^\S+@[^\s@.]+(\.[^\s@.]+)+$/;

interface Field {
  element: HTMLElement;
  /** Says what is wrong, in words, and takes the focus there when asked; true when nothing is. */
  check(): boolean;
  focus(): void;
}

type Changed = (draft: Draft) => void;

const problem = (id: string) => h("p", { class: "problem", id: `${id}-problem`, hidden: "" });

/** Ties the words about a mistake to the control they are about. */
function fault(control: HTMLElement, p: HTMLElement, words: string): boolean {
  p.textContent = words;
  p.hidden = !words;
  for (const [name, value] of [["aria-invalid", "true"], ["aria-describedby", p.id]] as const) {
    if (words) control.setAttribute(name, value);
    else control.removeAttribute(name);
  }
  return !words;
}

const KINDS = {
  name: { autocomplete: "name", maxlength: "120" },
  email: { type: "email", inputmode: "email", autocomplete: "email", maxlength: "254", dir: "ltr" },
  text: { rows: "3", maxlength: "2000" },
};

/** A line or a few lines of text under its label. */
export function field(id: "name" | "email" | "text", label: string, asked: Asked, missing: string, draft: Draft, changed: Changed, hint = ""): Field {
  const lines = id === "text";
  const input = h(lines ? "textarea" : "input", { id, dir: "auto", ...KINDS[id] }) as HTMLInputElement;
  const p = problem(id);
  const optional = asked === "optional" ? [" ", h("i", {}, t("if_you_like"))] : [];
  if (asked === "required") input.required = true;
  if (hint) input.placeholder = hint;
  input.value = draft[id] || "";
  const wrong = (value: string) => {
    if (!value) return asked === "required" ? missing : "";
    return id === "email" && !EMAIL.test(value) ? t("email_wrong") : "";
  };
  const check = () => fault(input, p, wrong(input.value.trim()));
  input.oninput = () => {
    changed({ [id]: input.value });
    if (!p.hidden) check();
  };
  return {
    element: h("div", { class: "field" }, h("label", { for: id }, label, ...optional), input, p),
    check,
    focus: () => input.focus(),
  };
}

/** Whom the visitor would like: those who are not there can only be left a message. */
export function choice(departments: Department[], calling: boolean, draft: Draft, changed: Changed): Field {
  const p = problem("department");
  const radios = departments.map(({ id, open }) => {
    const radio = h("input", { type: "radio", name: "department", value: id });
    radio.disabled = calling && !open;
    radio.checked = draft.department === id && !radio.disabled;
    radio.onchange = () => (changed({ department: id }), fault(group, p, ""));
    return radio;
  });
  const options = departments.map(({ name, open }, i) =>
    h("label", { class: "pick" }, radios[i]!, h("span", {}, name), h("i", {}, calling ? t(open ? "here" : "away") : "")));
  const group = h("fieldset", { role: "radiogroup" }, h("legend", {}, t("department")), ...options, p);
  return {
    element: group,
    check: () => fault(group, p, radios.some((r) => r.checked) ? "" : t("department_missing")),
    focus: () => radios.find((r) => !r.disabled)?.focus(),
  };
}

/** Asks `fields`, and calls `submit` when nothing is wrong with them. */
export function form(fields: Field[], send: string, submit: () => void) {
  const button = h("button", { class: "primary go" }, send);
  const element = h("form", { novalidate: "" }, ...fields.map((f) => f.element), button);
  element.onsubmit = (e) => {
    e.preventDefault();
    const wrong = fields.filter((f) => !f.check())[0];
    if (wrong) wrong.focus();
    else submit();
  };
  return { element, focus: () => (fields[0] || { focus: () => button.focus() }).focus() };
}
