// Something dragged from one list into another. Everything that can be dragged can be moved by a menu as well.

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
