import { read, remove, write } from "./storage";
import { forget } from "./visitor";

const KEY = "parlour.consent";

/** Whether this browser may be known at all: no GPC, no DNT, and consent where the site asks for it. */
export function createConsent(required: boolean) {
  const signal = (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl || navigator.doNotTrack === "1";
  let given = !signal && (!required || read(KEY) === "1");
  return {
    given: () => given,
    possible: !signal,
    /** A refusal leaves nothing behind, not even itself; a consent is remembered. */
    set(yes: boolean) {
      given = yes && !signal;
      if (given) write(KEY, "1");
      else if (!signal) {
        remove(KEY);
        forget();
      }
    },
  };
}
