// What must not happen in a page: a stranger's script that runs, a request a stranger's words made, a policy that had to step in.
import type { BrowserContext } from 'playwright-core';

/** Every payload calls this, or asks for it by name. */
export const CANARY = 'parlour_canary';

export interface Harm {
  readonly done: string[];
}

export async function watchHarm(context: BrowserContext): Promise<Harm> {
  const done: string[] = [];
  await context.exposeFunction(CANARY, (what: unknown) => void done.push(`a script ran: ${String(what)}`));
  await context.exposeFunction('parlour_violation', (what: string) => void done.push(what));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const { parlour_violation: tell } = window as unknown as { parlour_violation: (what: string) => void };
      tell(`a policy was violated: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`);
    });
  });
  context.on('request', (request) => {
    if (new URL(request.url()).hostname.includes('canary')) done.push(`a request was made: ${request.url()}`);
  });
  context.on('dialog', (dialog) => {
    done.push(`a box opened: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return { done };
}
