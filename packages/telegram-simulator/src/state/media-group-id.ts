import { randomInt } from 'node:crypto';

/** What the messages of one album have in common. */
export function newMediaGroupId(): string {
  return `${randomInt(10 ** 8, 10 ** 9)}${randomInt(10 ** 8, 10 ** 9)}`;
}
