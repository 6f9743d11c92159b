import { h, icon, SEND } from "../shared/dom";

/** At most one word of our typing in so many milliseconds. */
const EVERY = 3000;

/** Where the visitor writes: Enter sends, Shift-Enter breaks the line. */
export function createComposer(draft: string, send: (text: string) => void, changed: (draft: string) => void, typing: () => void) {
  const field = h("textarea", { rows: "1", dir: "auto", maxlength: "2000", "aria-label": "Message", placeholder: "Write a message" });
  const element = h("form", { class: "composer" }, field, h("button", { class: "send", "aria-label": "Send" }, icon(SEND)));
  let told = -EVERY;

  function grow(): void {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight}px`;
  }

  function submit(e: Event): void {
    e.preventDefault();
    const text = field.value.trim();
    if (!text) return;
    field.value = "";
    changed("");
    grow();
    send(text);
  }

  field.value = draft;
  element.onsubmit = submit;
  field.onkeydown = (e) => {
    if (e.key === "Enter" && !e.shiftKey && !e.isComposing) submit(e);
  };
  field.oninput = () => {
    grow();
    changed(field.value);
    if (!field.value || performance.now() - told < EVERY) return;
    told = performance.now();
    typing();
  };

  return { element, focus: () => field.focus() };
}
