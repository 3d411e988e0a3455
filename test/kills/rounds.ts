import { setTimeout as pause } from 'node:timers/promises';
import { type Random, randomStream } from '../../examples/simulation/random.ts';
import { agreeOn, holdClinics } from '../../infra/local/command/hold-clinics.ts';
import { dayOf, type Step } from './day.ts';
import { endStateOf } from './end-state.ts';
import type { KillableCloud, Victim } from './killable-cloud.ts';
import { VICTIMS } from './killable-cloud.ts';

/** Nobody has disturbed this clinic's day. */
const CALM = 'calm';
/** So long after a step has begun it is disturbed at the latest. */
const LATEST_MILLISECONDS = 2_500;
/** A message is given up after so many workers have died of it, or three. */
const MOST_KILLS = 3;
const TRIES = 12;

/** What a round was about, and what is otherwise than in an undisturbed day. */
export type Round = { seed: number; killed: string[]; different: string[] };

const clinicOf = (seed: number) => `round-${seed}`;

/**
 * Rounds of kills, one after the other: each is a day of a clinic of its own with the same records, of which engine, workers or
 * everything is killed at moments that its seed draws. What it comes to is compared with an undisturbed day.
 *
 * @param seeds one a round
 */
export async function* killRounds(cloud: KillableCloud, seeds: readonly number[]): AsyncGenerator<Round> {
  const clinics = [CALM, ...seeds.map(clinicOf)];
  const programmes = clinics.map((clinic) => ({
    programme: clinic,
    clinics: [clinic],
    partners: ['partner-1'],
  }));
  const running = await cloud.running();
  await holdClinics(running, clinics);
  await agreeOn(running, clinics, programmes);
  for (const step of dayOf(CALM)) await step.run(running);
  const calm = await endStateOf(running, CALM);
  for (const seed of seeds) {
    const killed = await disturbedDay(cloud, seed);
    const state = await endStateOf(await cloud.running(), clinicOf(seed));
    const different = Object.keys(calm).flatMap((about) =>
      state[about] === calm[about] ? [] : [`${about}: ${state[about]}\n  and undisturbed: ${calm[about]}`],
    );
    yield { seed, killed, different };
  }
}

/** @returns what was killed in which step, and when */
async function disturbedDay(cloud: KillableCloud, seed: number): Promise<string[]> {
  const random = randomStream('kill-rounds', seed);
  const steps = dayOf(clinicOf(seed));
  const disturbed = new Map<Step, Victim[]>();
  for (let kills = random.integer(1, MOST_KILLS); kills > 0; kills -= 1) {
    const step = random.pick(steps);
    disturbed.set(step, [...(disturbed.get(step) ?? []), random.pick(VICTIMS)]);
  }
  const killed: string[] = [];
  for (const step of steps) {
    const kills = killAtMoments(cloud, disturbed.get(step) ?? [], random);
    await untilDone(cloud, step);
    for (const { victim, after } of await kills) killed.push(`${victim} ${after} ms into the ${step.name}`);
    // What was killed last may have had work in hand that the step has not waited for.
    await untilDone(cloud, { name: 'rest', run: async (running) => void (await running.quiescence()) });
  }
  return killed;
}

async function killAtMoments(cloud: KillableCloud, victims: readonly Victim[], random: Random) {
  const kills = victims.map((victim) => ({ victim, after: random.integer(0, LATEST_MILLISECONDS) }));
  for (const { victim, after } of kills) {
    await pause(after);
    await cloud.kill(victim);
  }
  return kills;
}

/** As a program does it that sends again what was not answered. */
async function untilDone(cloud: KillableCloud, step: Step): Promise<void> {
  for (let tried = 1; ; tried += 1) {
    const killsBefore = cloud.kills;
    try {
      await step.run(await cloud.running());
      return;
    } catch (error) {
      if (tried === TRIES) throw new Error(`the ${step.name} was never answered`, { cause: error });
      if (cloud.kills === killsBefore) await pause(100 * tried);
    }
  }
}
