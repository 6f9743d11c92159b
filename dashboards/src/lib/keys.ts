// The keyboard: views say which keys they answer, and one listener hears them all. Single letters act outside fields only.

export interface KeyAction {
  /** 'j', '/', 'Enter', 'Mod+k' (Ctrl or Cmd), or two after one another: 'g w'. '' has no key and is for the palette only. */
  keys: string;
  /** For the list of all keys; the same words in the palette. */
  what: string;
  act: (event: KeyboardEvent) => void;
}

const SWITCH = 'parlour.single_keys';
const SECOND_WITHIN = 1_200;

const bound: KeyAction[] = [];
let first = '';
let firstAt = 0;

export const singleKeysAreOn = (): boolean => localStorage.getItem(SWITCH) !== 'off';
export const setSingleKeys = (on: boolean): void => localStorage.setItem(SWITCH, on ? 'on' : 'off');

/** Answers these keys until the returned function is called; who came last is asked first. */
export function bindKeys(actions: KeyAction[]): () => void {
  bound.unshift(...actions);
  return () => {
    for (const action of actions) bound.splice(bound.indexOf(action), 1);
  };
}

/** What can be done here now, for help and palette. */
export const boundKeys = (): readonly KeyAction[] => bound;

const inField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Inside an open dialog only the dialog's own keys count. */
const inDialog = (): boolean => document.querySelector('[role="dialog"][data-state="open"], [role="alertdialog"], dialog[open]') !== null;

const nameOf = (event: KeyboardEvent): string => (event.ctrlKey || event.metaKey ? `Mod+${event.key.toLowerCase()}` : event.key);

function onkeydown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.altKey || event.isComposing) return;
  const name = nameOf(event);
  const single = name.length === 1;
  if (single && (inField(event.target) || !singleKeysAreOn())) return;
  if (inField(event.target) && !name.startsWith('Mod+')) return;
  if (inDialog()) return;
  const pair = performance.now() - firstAt < SECOND_WITHIN ? `${first} ${name}` : '';
  const action = (pair && bound.find((one) => one.keys === pair)) || bound.find((one) => one.keys === name);
  [first, firstAt] = [single ? name : '', performance.now()];
  if (!action) return;
  event.preventDefault();
  action.act(event);
}

addEventListener('keydown', onkeydown);
