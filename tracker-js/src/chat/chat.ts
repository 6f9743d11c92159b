export function receive(): void {}
