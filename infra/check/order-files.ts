import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Test files that take long and do not look it: the usual order is by size until a machine has times of its own, and
 * one that begins last keeps every other worker waiting for its end. Those of a project begin in this order.
 */
export const longFiles: readonly string[] = [
  'infra/journeys/demo-page.browser.test.ts',
  'infra/journeys/random-events.test.ts',
  'services/gateway/test/whole/wrong-roles.test.ts',
  'packages/telegram-simulator/test/phone.browser.test.ts',
  'packages/jira-simulator/test/board.browser.test.ts',
  'services/gateway/test/whole/contract-answers.test.ts',
  'infra/check/plant.test.ts',
  'services/gateway/test/jira/comment-firewall.test.ts',
  'services/bot/test/postgres/race-offers.test.ts',
  'services/gateway/src/main.test.ts',
];

export class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return longFilesFirst(await super.sort(files));
  }
}

/** Otherwise in the order given: projects one after the other, and the other files of each. */
export function longFilesFirst<File extends Pick<TestSpecification, 'moduleId'> & { readonly project: object }>(
  files: readonly File[],
): File[] {
  const projects = Map.groupBy(files, ({ project }) => project);
  return [...projects.values()].flatMap((ofProject) => ofProject.toSorted((a, b) => placeOf(a) - placeOf(b)));
}

function placeOf({ moduleId }: Pick<TestSpecification, 'moduleId'>): number {
  const place = longFiles.findIndex((file) => moduleId.endsWith(`/${file}`));
  return place < 0 ? longFiles.length : place;
}
