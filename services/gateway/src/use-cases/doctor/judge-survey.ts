import { broken, type Judgement, ok } from '@desk/doctor';
import type { SurveyedPart } from '../../ports/zone-probes.ts';

/** What the checks of tracker and directory tell, in the doctor's words: a note keeps nobody from working. */
export function judgeSurvey(parts: readonly SurveyedPart[]): readonly Judgement[] {
  return parts.flatMap(({ name, facts, findings }) => [
    ...findings.map(({ weight, what, remedy }) =>
      weight === 'wrong' ? broken(`${name}: ${what}`, remedy) : { ...ok(`${name}: ${what}`), remedy },
    ),
    ...(findings.length === 0 ? [ok(`${name}: ${facts.length === 0 ? 'nothing amiss' : facts.join('; ')}`)] : []),
  ]);
}
