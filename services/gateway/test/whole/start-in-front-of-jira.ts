import { createContractClient, createFetchTransport, gatewayEndpoints } from '@desk/contract';
import type { JiraFlavourName } from '../../src/adapters/jira/flavour.ts';
import type { DirectoryEntry } from '../../src/ports/directory.ts';
import { type SimulatedJira, startSimulatedJira } from '../jira/start-simulator.ts';
import { type Stage, setStage } from './contract-answers.ts';
import { startGateway } from './start-gateway.ts';

export interface InFrontOfJira {
  readonly jira: SimulatedJira;
  readonly stage: Stage;
  close(): Promise<void>;
}

/** The whole gateway in front of a simulated Jira, both over sockets. */
export async function startInFrontOfJira(
  flavour: JiraFlavourName,
  people: readonly DirectoryEntry[],
): Promise<InFrontOfJira> {
  const jira = await startSimulatedJira({ flavour });
  const whole = await startGateway({ tracker: jira.tracker, people });
  const { contractPort } = await whole.gateway.listen();
  const transport = createFetchTransport({
    baseUrl: `http://127.0.0.1:${contractPort}`,
    sign: (request) => whole.signer.sign(request, whole.clock.now()),
    timeoutMs: 15_000,
    uploadTimeoutMs: 15_000,
    answerBytesMax: 1_000_000,
  });
  return {
    jira,
    stage: setStage({ ...whole, client: createContractClient(gatewayEndpoints, transport) }),
    async close() {
      await whole.gateway.close();
      await jira.simulator.close();
    },
  };
}
