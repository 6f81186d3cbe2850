import { setTimeout } from 'node:timers/promises';
import type { Clock, Pause } from '../../ports/system.ts';

export const systemClock: Clock = { now: () => Date.now() };

export const systemPause: Pause = (ms) => setTimeout(ms);
