/** A server that cannot be had here, with what the person at the keyboard can do about it. */
export class MissingServer extends Error {
  readonly remedy: string;

  constructor(problem: string, remedy: string) {
    super(`${problem}\n  ${remedy}`);
    this.name = 'MissingServer';
    this.remedy = remedy;
  }
}
