import { button, CROSS, h, icon, SEND } from "../shared/dom";
import { t } from "./words";

const CLIP = "m21 11-8.6 8.6a5.5 5.5 0 0 1-7.8-7.8l8.6-8.6a3.7 3.7 0 0 1 5.2 5.2l-8.6 8.6a1.8 1.8 0 0 1-2.6-2.6l7.9-7.9";

interface Acts {
  send(text: string): void;
  /** The words of the message that is being changed. */
  change(text: string): void;
  changed(draft: string): void;
  typing(text: string): void;
  attach(files: Iterable<File>): void;
  /** The visitor wants the last message back, to change it. */
  last(): void;
}

/** Where the visitor writes: Enter sends, Shift-Enter breaks the line, an arrow up changes the last message. */
export function createComposer(draft: string, acts: Acts) {
  const field = h("textarea", { rows: "1", dir: "auto", maxlength: "2000", "aria-label": t("message"), placeholder: t("write") });
  const files = h("input", { type: "file", multiple: "", class: "hid", tabindex: "-1", "aria-hidden": "true" });
  const clip = button({ type: "button", class: "clip", "aria-label": t("attach"), title: t("attach") }, () => files.click(), icon(CLIP));
  const cancel = button({ type: "button", "aria-label": t("cancel"), title: t("cancel") }, () => edit(null), icon(CROSS));
  const send = h("button", { class: "send", "aria-label": t("send"), title: t("send") }, icon(SEND));
  const row = h("form", { class: "composer" }, clip, files, field, cancel, send);
  const preview = h("p", { class: "quiet preview" }, t("preview"));
  const element = h("div", {}, row, preview);
  let editing = false;
  let taken = false;
  /** What stood there before the last message was taken up to be changed. */
  let before = "";

  function grow(): void {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight}px`;
  }

  function put(text: string): void {
    field.value = text;
    if (!editing) acts.changed(text);
    grow();
  }

  function edit(text: string | null): void {
    if (text !== null && !editing) before = field.value;
    if (text === null && !editing) return;
    editing = text !== null;
    field.setAttribute("aria-label", t(editing ? "edit_label" : "message"));
    cancel.hidden = !editing;
    clip.hidden = editing || !taken;
    put(text ?? before);
    field.focus();
  }

  function submit(e: Event): void {
    e.preventDefault();
    const text = field.value.trim();
    if (!text) return;
    if (editing) return acts.change(text), edit(null);
    put("");
    acts.send(text);
  }

  function pressed(e: KeyboardEvent): void {
    if (e.isComposing) return;
    if (e.key === "Enter" && !e.shiftKey) submit(e);
    else if (e.key === "ArrowUp" && !field.value) acts.last();
    else if (e.key === "Escape" && editing) (e.stopPropagation(), e.preventDefault(), edit(null));
  }

  field.value = draft;
  cancel.hidden = true;
  row.onsubmit = submit;
  field.onkeydown = pressed;
  field.oninput = () => {
    grow();
    if (editing) return;
    acts.changed(field.value);
    acts.typing(field.value);
  };
  field.onpaste = (e) => {
    const pasted = e.clipboardData?.files;
    if (!taken || !pasted?.length) return;
    e.preventDefault();
    acts.attach(pasted);
  };
  files.onchange = () => {
    acts.attach(Array.from(files.files || []));
    files.value = "";
  };

  return {
    element, edit,
    focus: () => field.focus(),
    show(takes: boolean, previews: boolean): void {
      taken = takes;
      clip.hidden = !takes || editing;
      preview.hidden = !previews;
    },
  };
}
