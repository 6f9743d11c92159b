import { read, remove, write } from "./storage";
import { forget } from "./visitor";

const KEY = "parlour.consent";

/** Whether this browser may be known at all: no GPC, no DNT (unless the site answers for ignoring them), and consent where the site asks for it. */
export function createConsent(required: boolean, ignoreSignals: boolean) {
  const { globalPrivacyControl, doNotTrack } = navigator as Navigator & { globalPrivacyControl?: boolean };
  const signal = !ignoreSignals && (globalPrivacyControl || doNotTrack === "1");
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
