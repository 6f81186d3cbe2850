import type { Finding, FindingState } from './finding.ts';

export interface Report {
  readonly zone: string;
  readonly findings: readonly Finding[];
}

/** Something has to be put right. */
export function isBroken({ findings }: Pick<Report, 'findings'>): boolean {
  return count(findings, 'broken') > 0;
}

/** A line for each finding, its remedy below it, and a sentence for the whole. */
export function writeReport({ zone, findings }: Report): readonly string[] {
  const areaWidth = Math.max(0, ...findings.map(({ area }) => area.length));
  const lines = findings.flatMap(({ state, area, what, remedy }) => {
    const indent = ' '.repeat(stateWidth + areaWidth + 4);
    const line = `${state.padEnd(stateWidth)}  ${area.padEnd(areaWidth)}  ${inOneLine(what)}`;
    return remedy === null ? [line] : [line, `${indent}-> ${inOneLine(remedy)}`];
  });
  return [...lines, '', conclude(zone, findings)];
}

/** The same for programs, in one line of JSON. */
export function writeJsonReport({ zone, findings }: Report): string {
  return JSON.stringify({ zone, isWell: !isBroken({ findings }), findings });
}

const stateWidth = 'warning'.length;

function conclude(zone: string, findings: readonly Finding[]): string {
  const broken = count(findings, 'broken');
  const warnings = count(findings, 'warning');
  const after = warnings === 0 ? '' : `, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`;
  return broken === 0 ? `The zone ${zone} is well${after}.` : `The zone ${zone}: ${broken} to put right${after}.`;
}

function count(findings: readonly Finding[], state: FindingState): number {
  return findings.filter((finding) => finding.state === state).length;
}

/** What servers say of themselves is quoted, and must not draw lines of its own. */
function inOneLine(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ');
}
