// Which of the widget's words a site may say in its own, by their key. Pure.

export interface TextEntry {
  key: string;
  what: string;
  long?: boolean;
}

/** The keys are those of the widget's word files. */
export const TEXTS: readonly TextEntry[] = [
  { key: 'launcher', what: 'Chat link' },
  { key: 'launcher_away', what: 'Chat link, when nobody is there' },
  { key: 'welcome', what: 'Greeting on the welcome screen', long: true },
  { key: 'name', what: 'Field: name' },
  { key: 'email', what: 'Field: e-mail' },
  { key: 'question', what: 'Field: question' },
  { key: 'department', what: 'Field: department' },
  { key: 'start', what: 'Button that calls' },
  { key: 'calling', what: 'While it rings', long: true },
  { key: 'offline', what: 'When nobody is there', long: true },
  { key: 'missed', what: 'When nobody could come', long: true },
  { key: 'sent', what: 'After a message was left; {email} is theirs', long: true },
  { key: 'preview', what: 'That the agent sees what is typed' },
  { key: 'blocked', what: 'To a blocked visitor', long: true },
  { key: 'rate', what: 'Asking for a rating' },
  { key: 'thanks', what: 'After a rating' },
];

/** How many of them a language has words of its own for. */
export const countOf = (words: Readonly<Record<string, string>>): number => Object.values(words).filter((text) => text.trim() !== '').length;
