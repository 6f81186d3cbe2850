import { runSimulator } from '@desk/tracker-simulator';
import { createOpenProjectSimulator } from './create-openproject-simulator.ts';
import { SimulatorConfig } from './simulator-options.ts';

await runSimulator({
  name: 'openproject-simulator',
  schema: SimulatorConfig,
  create: createOpenProjectSimulator,
});
