// Something asked of the server, whose refusal the agent reads.
import { reason } from './api';
import { toast } from './toast';

/** True when it is done; otherwise the agent is told why not. */
export async function attempt(deed: () => Promise<unknown>): Promise<boolean> {
  try {
    await deed();
    return true;
  } catch (error) {
    toast(reason(error));
    return false;
  }
}
