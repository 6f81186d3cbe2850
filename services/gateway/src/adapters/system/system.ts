import { randomInt, randomUUID } from 'node:crypto';
import type { Clock, Ids } from '../../ports/system.ts';

export const systemClock: Clock = { now: () => Date.now() };

/** Crockford's base 32: no letter that is read as a digit, no word by accident. */
const codeAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeLength = 6;

export const systemIds: Ids = {
  uuid: () => randomUUID(),
  referenceCode: () => Array.from({ length: codeLength }, () => codeAlphabet[randomInt(codeAlphabet.length)]).join(''),
};
