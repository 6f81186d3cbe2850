/** What has to be closed again. Closed in the reverse order of opening. */
export interface Opened {
  add(close: () => Promise<unknown>): void;
  /** Closes everything now rather than at the end. */
  closeAll(): Promise<void>;
}

/**
 * Runs `work` and ends the process with the code it answers. Whatever it opened is closed before, also when it fails
 * or someone presses Ctrl-C.
 */
export async function runToEnd(work: (opened: Opened) => Promise<number>): Promise<never> {
  const closes: (() => Promise<unknown>)[] = [];
  const opened: Opened = {
    add: (close) => closes.push(close),
    async closeAll() {
      for (const close of closes.splice(0).toReversed()) await close().catch(noteFailure);
    },
  };
  let interrupted = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (interrupted) return;
      interrupted = true;
      process.stdout.write('\nStopping …\n');
      void opened.closeAll().then(() => process.exit(130));
    });
  }
  let code = 1;
  try {
    code = await work(opened);
  } catch (error) {
    if (!interrupted) process.stderr.write(`${describe(error)}\n`);
  }
  // The one who was interrupted ends the process, once everything is closed.
  if (interrupted) return new Promise<never>(() => undefined);
  await opened.closeAll();
  process.exit(code);
}

function noteFailure(error: unknown): void {
  process.stderr.write(`Not closed in order: ${describe(error)}\n`);
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
