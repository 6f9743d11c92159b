// A word from the desktop when somebody replies and the console is not in front. Asked for after a click, never before.

export const canAsk = (): boolean => 'Notification' in window && Notification.permission === 'default';

/** Only from a click: browsers refuse the question otherwise, and so would people. */
export const ask = async (): Promise<void> => void (canAsk() && (await Notification.requestPermission()));

const shown = new Map<string, Notification>();

/** One notification a chat: a later one takes the place of the earlier. */
export function notify(chat: string, title: string, body: string, open: () => void): void {
  if (!('Notification' in window) || Notification.permission !== 'granted' || document.hasFocus()) return;
  unnotify(chat);
  const note = new Notification(title, { body, tag: `chat-${chat}`, silent: true });
  shown.set(chat, note);
  note.onclose = () => void (shown.get(chat) === note && shown.delete(chat));
  note.onclick = () => {
    window.focus();
    note.close();
    open();
  };
}

/** It has been answered, here or elsewhere. */
export function unnotify(chat: string): void {
  shown.get(chat)?.close();
  shown.delete(chat);
}
