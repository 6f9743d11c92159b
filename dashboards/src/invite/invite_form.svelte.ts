// The invitation being written to one visitor: what the server says of it as one types, and why it cannot be sent.
import { api, ApiError } from '../lib/api';
import { countdown } from '../lib/countdown';
import { draftOf, dropDraft, keepDraft } from '../lib/drafts';
import type { InvitationForm, InvitationPreview } from '../lib/wire';
import { corrected } from './variables';

/** Long enough not to ask at every key, short enough to follow the hand. */
const WAIT = 150;
export const LONGEST = 500;
const NAMES = ['name', 'username', 'email', 'public_name'];

export interface Refusal {
  head: string;
  rest: string;
}

export class InviteForm {
  readonly visitor: string;
  about = $state.raw<InvitationForm | null>(null);
  text = $state('');
  group = $state<string | null>(null);
  template = $state<string | null>(null);
  preview = $state.raw<InvitationPreview | null>(null);
  refusal = $state.raw<Refusal | null>(null);
  gone = $state(false);
  sending = $state(false);

  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly length = $derived.by(() => this.preview?.length ?? this.text.length);
  readonly sendable = $derived.by(
    () => !this.sending && !this.gone && this.text.trim() !== '' && this.length <= LONGEST && !this.preview?.unknown.length,
  );

  /** As the visitor's row is called: by what they have told, else by the public name. */
  readonly called = $derived.by(() => NAMES.map((name) => this.value(name)).find(Boolean) ?? this.about?.recipient ?? 'The visitor');

  constructor(visitor: string) {
    this.visitor = visitor;
  }

  get #draft(): string {
    return `invitation.${this.visitor}`;
  }

  /** What a variable would become. */
  value(name: string): string | null {
    return this.about?.variables.find((variable) => variable.name === name)?.value ?? null;
  }

  async load(): Promise<void> {
    try {
      const about = await api.get<InvitationForm>(`invitations/form?visitor=${encodeURIComponent(this.visitor)}`);
      this.about = about;
      this.group = about.groups[0]?.id ?? null;
      if (about.open) this.refusal = alreadyInvited(this.called, about.open);
      const draft = draftOf(this.#draft);
      if (draft) this.write(draft);
      else if (about.templates[0]) this.choose(about.templates[0].id);
    } catch (error) {
      this.#fail(error);
    }
  }

  write(text: string): void {
    this.text = text;
    keepDraft(this.#draft, text);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), WAIT);
  }

  choose(template: string | null): void {
    this.template = template;
    const chosen = this.about?.templates.find((one) => one.id === template);
    if (!chosen) return;
    this.write(chosen.text);
    // A template as it is was not written here.
    dropDraft(this.#draft);
  }

  correct(wrong: string, right: string): void {
    this.write(corrected(this.text, wrong, right));
  }

  /** True when it is on its way. */
  async send(): Promise<boolean> {
    if (!this.sendable) return false;
    this.sending = true;
    this.refusal = null;
    try {
      await api.post('invitations', { visitor: this.visitor, text: this.text, group: this.group });
      dropDraft(this.#draft);
      return true;
    } catch (error) {
      this.#fail(error);
      return false;
    } finally {
      this.sending = false;
    }
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#asked++;
  }

  /** Answers may overtake each other: only the last question's counts. */
  async #look(): Promise<void> {
    const asked = ++this.#asked;
    try {
      const preview = await api.post<InvitationPreview>('invitations/preview', {
        visitor: this.visitor,
        text: this.text,
        group: this.group,
      });
      if (asked === this.#asked) this.preview = preview;
    } catch (error) {
      if (asked === this.#asked) this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 404) this.gone = true;
    this.refusal = error.status === 404 ? left(this.called) : { head: error.error, rest: '' };
  }
}

function alreadyInvited(recipient: string, open: NonNullable<InvitationForm['open']>): Refusal {
  const rest = open.remaining_ms === null ? 'It has not been seen yet.' : `${countdown(open.remaining_ms)} left on it.`;
  return { head: `${open.agent.name} has invited ${recipient} already.`, rest };
}

const left = (recipient: string): Refusal => ({ head: `${recipient} has left.`, rest: 'Your text is kept for when they are back.' });
