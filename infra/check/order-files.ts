import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Test files that take long and do not look it: the usual order is by size until a machine has times of its own, and
 * one that begins last keeps every other worker waiting for its end.
 */
const long = [
  'infra/journeys/demo-page.browser.test.ts',
  'infra/journeys/random-events.test.ts',
  'services/gateway/test/whole/wrong-roles.test.ts',
  'services/gateway/test/whole/contract-answers.test.ts',
  'services/gateway/test/jira/comment-firewall.test.ts',
  'infra/check/plant.test.ts',
  'infra/check/run-tests.test.ts',
  'services/gateway/src/serve.test.ts',
];

/** The long ones of each project first. */
export class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const projects = Map.groupBy(await super.sort(files), ({ project }) => project);
    return [...projects.values()].flatMap((ofProject) => ofProject.toSorted((a, b) => placeOf(a) - placeOf(b)));
  }
}

function placeOf({ moduleId }: TestSpecification): number {
  const place = long.findIndex((file) => moduleId.endsWith(file));
  return place < 0 ? long.length : place;
}
