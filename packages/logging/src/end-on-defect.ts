import type { Logger } from './create-logger.ts';

/** Of a process, as far as its end goes. */
export interface EndingProcess {
  on(event: 'uncaughtException', listener: (defect: unknown) => void): unknown;
  exit(code: number): unknown;
}

const defectCode = 70;

/**
 * What nobody caught, rejections included, ends the process with a line of its log. Node itself would print the error,
 * whose message quotes whatever it came of: a row, a text, a token. Here it is redacted as everywhere.
 */
export function endOnDefect(log: Pick<Logger, 'error'>, ending: EndingProcess = process): void {
  ending.on('uncaughtException', (defect) => {
    log.error('The process ends because of a defect', { error: defect instanceof Error ? defect : typeof defect });
    ending.exit(defectCode);
  });
}
