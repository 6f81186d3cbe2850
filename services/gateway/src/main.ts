import { setFlagsFromString } from 'node:v8';
import { createLogger, endOnDefect } from '@desk/logging';
import { composeGateway } from './compose.ts';
import { parseGatewayConfig } from './config.ts';

/** config -> compose -> start -> stop */
const closeWithinMs = 15_000;

endOnDefect(createLogger({ service: 'gateway', level: 'error' }));
const config = parseGatewayConfig();
if (config.kind === 'invalid') refuseToStart(config.problems.map(({ line }) => line));
const composed = await composeGateway(config.config);
if (composed.kind === 'refused') refuseToStart(composed.problems);
const { gateway } = composed;
keepSmall();

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    setTimeout(() => process.exit(1), closeWithinMs).unref();
    gateway.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
}
await gateway.listen().catch((error: unknown) => {
  if (!(error instanceof Error && 'code' in error && 'port' in error)) throw error;
  const remedy = 'Stop what listens there, or set GATEWAY_PORT, TRACKER_HOOK_PORT or OPS_PORT.';
  refuseToStart([`Port ${error.port} cannot be opened (${error.code}). ${remedy}`]);
});

/**
 * A young generation that does not grow, and an old one that is collected before it has grown by a third. The gateway
 * waits for others most of the time; what it pays is a little work, not latency. Not before everything is loaded: that
 * would be collected again and again on its way, and what is compiled under other flags Node does not take back.
 */
function keepSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=30');
}

function refuseToStart(lines: readonly string[]): never {
  console.error(['The gateway cannot start:', ...lines.map((line) => `- ${line}`)].join('\n'));
  process.exit(78);
}
