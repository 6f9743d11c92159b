// Who's On as it happens: asks for the window on the screen and keeps what the server tells of it.
import { connection } from '../lib/connection';
import { present } from '../lib/present';
import type { Frames, TableWindow } from '../lib/wire';
import { changed, EMPTY, sameQuestion, snapshot } from './table_data';
import type { Table } from './table_data';

type News = (table: Table) => Table;

export class LiveTable {
  table = $state.raw<Table>(EMPTY);
  /** Whether the question now asked has been answered. */
  answered = $state(false);
  /** Whether anything has ever been told: old rows stay on the screen until a new question is answered. */
  known = $state(false);
  /** The windows asked for since the connection opened: an answer names its window by number. */
  #asked: TableWindow[] = [];
  #news: News[] = [];
  #missed = false;
  #held = false;

  /** Listens until the returned function is called. */
  start(): () => void {
    const onVisible = () => !document.hidden && this.#catchUp();
    document.addEventListener('visibilitychange', onVisible);
    const offs = [
      connection.on('hello', () => (this.#asked = this.#asked.slice(-1))),
      connection.on('snapshot', (frame) => this.#snapshot(frame)),
      connection.on('changes', (frame) => this.#changes(frame)),
      () => document.removeEventListener('visibilitychange', onVisible),
      () => present.set(new Map()),
    ];
    return () => offs.forEach((off) => off());
  }

  ask(window: TableWindow): void {
    const before = this.#asked.at(-1);
    if (!before || !sameQuestion(before, window)) this.answered = false;
    if (connection.send({ type: 'watch', window })) this.#asked.push(window);
    else this.#asked = [window];
    if (this.#held) this.hold(true);
  }

  /** Keeps the order still. The server holds one window; the next one has to be held anew. */
  hold(on: boolean): void {
    this.#held = on;
    connection.send({ type: 'hold', on });
  }

  #snapshot(frame: Frames['snapshot']): void {
    const asked = this.#current(frame.watch);
    if (asked) this.#take(() => this.#answer(frame, asked.offset));
  }

  #answer(frame: Frames['snapshot'], offset: number): Table {
    [this.answered, this.known] = [true, true];
    return snapshot(frame, offset);
  }

  #changes(frame: Frames['changes']): void {
    if (this.#current(frame.watch)) this.#take((table) => changed(table, frame));
  }

  /** An answer to a window that is no longer asked for is old news. */
  #current(watch: number): TableWindow | null {
    return watch >= this.#asked.length ? (this.#asked.at(-1) ?? null) : null;
  }

  /** One change of the screen a frame. Nobody looks at a hidden tab: it asks afresh on return. */
  #take(news: News): void {
    this.#missed ||= document.hidden;
    if (document.hidden) return;
    this.#news.push(news);
    if (this.#news.length === 1) requestAnimationFrame(() => this.#flush());
  }

  #flush(): void {
    const news = this.#news.splice(0);
    this.table = news.reduce((table, step) => step(table), this.table);
    present.set(this.table.rows);
  }

  #catchUp(): void {
    const window = this.#asked.at(-1);
    if (this.#missed && window) this.ask(window);
    this.#missed = false;
  }
}
