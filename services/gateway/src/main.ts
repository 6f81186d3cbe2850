import { setFlagsFromString } from 'node:v8';

/**
 * Keeps the process small: a young generation that does not grow, and an old one that is collected before it has
 * grown by a third. The gateway waits for others most of the time; what it pays is a little work, not latency. The flags
 * count only for what is loaded after them.
 */
setFlagsFromString('--semi-space-growth-factor=1');
setFlagsFromString('--heap-growing-percent=30');
await import('./serve.ts');
