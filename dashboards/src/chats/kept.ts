// What stands in the composers, carried over a reload. What was meant for colleagues comes back as a whisper and as nothing else.
import { draftOf, keepDraft } from '../lib/drafts';
import { change } from './chats_data';
import type { Chats, ChatTab } from './chats_data';

/** While a message is bettered, its words are not what was begun. */
const begun = (tab: ChatTab): string => (tab.editing === null ? tab.draft : tab.aside);

function keep(id: string, tab: ChatTab | undefined): void {
  const [text, whisper] = tab ? [begun(tab), tab.whisper] : ['', false];
  keepDraft(`chat.${id}`, whisper ? '' : text);
  keepDraft(`whisper.${id}`, whisper ? text : '');
}

function restored(chats: Chats, id: string): Chats {
  const [words, whispered] = [draftOf(`chat.${id}`), draftOf(`whisper.${id}`)];
  return words || whispered ? change(chats, id, (tab) => ({ ...tab, draft: whispered || words, whisper: whispered !== '' })) : chats;
}

/** A tab that comes has what was begun in it; one that goes takes it along. */
export function withBegun(before: Chats, after: Chats): Chats {
  for (const [id, tab] of before) if (after.get(id) !== tab) keep(id, after.get(id));
  return [...after.keys()].filter((id) => !before.has(id)).reduce(restored, after);
}
