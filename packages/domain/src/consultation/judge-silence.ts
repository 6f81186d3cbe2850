import type { Dialogue, Side } from './consultation.ts';
import type { ConsultationLimits } from './consultation-limits.ts';

/** Whose turn it is: the side that did not speak last. */
export function silentSide({ lastSpoke }: Dialogue): Side {
  return lastSpoke.by === 'employee' ? 'specialist' : 'employee';
}

/** When the silence has its next consequence: the warning, then the end. */
export function silenceDueAt(dialogue: Dialogue, limits: ConsultationLimits): number {
  return dialogue.warnedAt === null
    ? dialogue.lastSpoke.at + limits.silenceWarningMs
    : silenceEndsAt(dialogue, dialogue.warnedAt, limits);
}

/** Counted from the warning really given, so a desk that was down warns before it ends a dialogue. */
export function silenceEndsAt({ lastSpoke }: Dialogue, warnedAt: number, limits: ConsultationLimits): number {
  const notice = limits.silenceEndMs - limits.silenceWarningMs;
  return Math.max(lastSpoke.at + limits.silenceEndMs, warnedAt + notice);
}
