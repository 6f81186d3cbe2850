import { type Judgement, warning } from './finding.ts';

export interface LinkFacts {
  /** `DATABASE_URL` */
  readonly setting: string;
  /** Somebody on the way there could hear or change what is said. */
  readonly isPlain: boolean;
}

export function judgeLink({ setting, isPlain }: LinkFacts, remedy: string): readonly Judgement[] {
  return isPlain
    ? [warning(`what goes to ${setting} is not encrypted, or to a server that is not verified`, remedy)]
    : [];
}
