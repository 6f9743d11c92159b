// Something dragged from one list into another. Everything that can be dragged can be moved by a menu as well.
import type { HTMLLiAttributes } from 'svelte/elements';

export class Drag<T> {
  /** What is in the air. */
  held = $state.raw<T | null>(null);
  /** The list it is over. */
  over = $state<string | null>(null);

  constructor(private readonly drop: (held: T, into: string) => void) {}

  /** For what can be taken up. */
  start = (event: DragEvent, what: T): void => {
    this.held = what;
    if (!event.dataTransfer) return;
    event.dataTransfer.effectAllowed = 'move';
    // Firefox starts no drag that carries nothing.
    event.dataTransfer.setData('text/plain', '');
  };

  end = (): void => {
    [this.held, this.over] = [null, null];
  };

  /** For a list it can be dropped into. */
  enter = (event: DragEvent, into: string): void => {
    if (this.held === null) return;
    event.preventDefault();
    this.over = into;
  };

  leave = (event: DragEvent, from: string): void => {
    const within = (event.currentTarget as Node).contains(event.relatedTarget as Node | null);
    if (!within && this.over === from) this.over = null;
  };

  let_go = (event: DragEvent, into: string): void => {
    event.preventDefault();
    const held = this.held;
    this.end();
    if (held !== null) this.drop(held, into);
  };
}

/** Rows that are put in order by dragging one to where another is. */
export class OrderedRows extends Drag<number> {
  constructor(move: (from: number, to: number) => void) {
    super((from, into) => move(from, Number(into)));
  }

  /** What the row at a place needs, to be spread over its element. */
  row(at: number): Pick<HTMLLiAttributes, 'draggable' | 'ondragstart' | 'ondragend' | 'ondragenter' | 'ondragover' | 'ondragleave' | 'ondrop'> {
    const place = String(at);
    return {
      draggable: true,
      ondragstart: (event) => this.start(event, at),
      ondragend: this.end,
      ondragenter: (event) => this.enter(event, place),
      ondragover: (event) => this.enter(event, place),
      ondragleave: (event) => this.leave(event, place),
      ondrop: (event) => this.let_go(event, place),
    };
  }

  marks = (at: number): (string | false)[] => ['drop', this.over === String(at) && this.held !== at && 'is-over', this.held === at && 'is-held'];
}
