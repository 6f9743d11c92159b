import { guard, listen } from "./guard";

/** A framework sets the title after the address, and may change the address twice in one step. */
const SETTLE = 100;

/** Calls `left` at once when the address changes within this document, and `arrived` when it has settled. */
export function onNavigation(left: () => void, arrived: () => void): void {
  let here = location.href;
  let timer = 0;
  const look = guard(() => {
    if (location.href === here) return;
    here = location.href;
    if (!timer) left();
    clearTimeout(timer);
    timer = setTimeout(guard(() => ((timer = 0), arrived())), SETTLE);
  });
  const api = (window as { navigation?: EventTarget }).navigation;
  if (api) return listen(api, "currententrychange", look);
  listen(window, "popstate hashchange", look);
  patch("pushState", look);
  patch("replaceState", look);
}

function patch(name: "pushState" | "replaceState", after: () => void): void {
  const original = history[name];
  history[name] = function (this: History, ...args) {
    original.apply(this, args);
    after();
  };
}
