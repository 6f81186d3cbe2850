import { runSimulator } from '@desk/tracker-simulator';
import { createJiraSimulator } from './create-jira-simulator.ts';
import { SimulatorConfig } from './simulator-options.ts';

await runSimulator({
  name: 'jira-simulator',
  schema: SimulatorConfig,
  create: createJiraSimulator,
  announced: ({ flavour }) => ({ flavour }),
});
