import { broken, type Finding, type Judgement } from './finding.ts';
import type { Look } from './look.ts';

/** Takes every look at once. One that hangs or fails is a finding, and keeps none of the others from theirs. */
export async function examine(looks: readonly Look[]): Promise<readonly Finding[]> {
  const taken = await Promise.all(looks.map(take));
  const findings = taken.flat();
  const order = [...new Set(findings.map(({ area }) => area))];
  return findings.toSorted((one, other) => order.indexOf(one.area) - order.indexOf(other.area));
}

async function take({ area, withinMs, look }: Look): Promise<readonly Finding[]> {
  const { promise: late, resolve } = Promise.withResolvers<readonly Judgement[]>();
  const timer = setTimeout(() => resolve([unanswered(withinMs)]), withinMs);
  try {
    const judgements = await Promise.race([look(), late]);
    return judgements.map((judgement) => ({ area, ...judgement }));
  } catch (error) {
    return [{ area, ...failed(error) }];
  } finally {
    clearTimeout(timer);
  }
}

function unanswered(withinMs: number): Judgement {
  const seconds = Math.round(withinMs / 1000);
  return broken(
    `nothing was to be learnt within ${seconds} s`,
    'Look at the way there: a firewall that drops packets, or a server that hangs.',
  );
}

/** Only the error's name: its message may quote an address, and with it a password. */
function failed(error: unknown): Judgement {
  const name = error instanceof Error ? error.name : 'unknown';
  return broken(`the look itself failed (${name})`, 'Look again; if it stays so, it is a defect of Desk: report it.');
}
