import { broken, type Judgement, ok } from '@desk/doctor';
import type { ScannerFacts } from '../../ports/zone-probes.ts';

/** Whether files would be looked at, and harmless ones let through. Without a scanner there is nothing to say. */
export function judgeScanner(verdict: ScannerFacts): readonly Judgement[] {
  switch (verdict) {
    case 'none':
      return [];
    case 'clean':
      return [ok('the virus scanner looks at files')];
    case 'infected':
    case 'too-large':
      return [
        broken(
          'the virus scanner refuses a harmless file',
          "Look at clamd's configuration and signatures: nobody can send files.",
        ),
      ];
    case 'away':
      return [
        broken(
          'the virus scanner at CLAMD_URL does not answer: nobody can send files',
          'Start clamd, wait for its database, and look at the address, or take CLAMD_URL out.',
        ),
      ];
  }
}
