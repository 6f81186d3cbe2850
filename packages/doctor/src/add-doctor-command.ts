import type { Command } from 'commander';
import type { Finding } from './finding.ts';
import { isBroken, writeJsonReport, writeReport } from './write-report.ts';

/** Looks at one zone, by the settings of the process. */
export type ExamineZone = () => Promise<readonly Finding[]>;

/** Adds `doctor` to a program that knows one zone or several. It changes nothing, and ends with 1 where something is broken. */
export function addDoctorCommand(
  program: Command,
  zones: Readonly<Record<string, ExamineZone>>,
  print: (line: string) => void = (line) => console.log(line),
): void {
  const names = Object.keys(zones);
  const only = names.length === 1 ? names[0] : undefined;
  program
    .command('doctor')
    .description('whether this zone is configured well, and what to do where not; changes nothing')
    .option(`--zone <${names.join('|')}>`, 'whose settings these are', only)
    .option('--json', 'for programs')
    .action(async ({ zone = '', json = false }: { zone?: string; json?: boolean }) => {
      const examineZone = zones[zone];
      if (!examineZone) return program.error(`--zone is one of ${names.join(', ')}.`);
      const report = { zone, findings: await examineZone() };
      for (const line of json ? [writeJsonReport(report)] : writeReport(report)) print(line);
      if (isBroken(report)) process.exitCode = 1;
    });
}
