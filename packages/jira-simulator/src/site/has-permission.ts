import type { Site } from './site.ts';

/** An agent of the desk, unless configured otherwise, and no administrator. */
const usuallyWithheld: readonly string[] = ['ADMINISTER_PROJECTS', 'ADMINISTER'];

/** Whether the service account may do this, by Jira's key. */
export function hasPermission({ config }: Pick<Site, 'config'>, key: string): boolean {
  return !(config.withheldPermissions ?? usuallyWithheld).includes(key);
}
