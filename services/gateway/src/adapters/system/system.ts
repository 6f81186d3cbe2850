import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Clock, Ids, Pause } from '../../ports/system.ts';

export const systemClock: Clock = { now: () => Date.now() };

export const systemPause: Pause = (ms) => setTimeout(ms);

/** Crockford's base 32: no letter that is read as a digit, no word by accident. */
const codeAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeLength = 6;

export const systemIds: Ids = {
  uuid: () => randomUUID(),
  referenceCode: () => Array.from({ length: codeLength }, () => codeAlphabet[randomInt(codeAlphabet.length)]).join(''),
};
