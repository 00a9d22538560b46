import { parseExactDecimal, wholeDecimal } from "../src/domain/settlement/exact-decimal.ts";
import { settle } from "../src/domain/settlement/settle.ts";
import type {
  CostKey,
  Participant,
  SettlementCase,
  SettlementCost,
} from "../src/domain/settlement/settlement-case.ts";
import { spreadOf, timed, written } from "./measure.ts";

const UNITS = 5000;
const POOLS = 12;
const ROUNDS = 25;
const WARM_UP_ROUNDS = 5;
const LIMIT_MILLISECONDS = 30;

const KEYS: readonly CostKey[] = [
  "area",
  "heated-area",
  "volume",
  "persons",
  "consumption:hot-water",
  "allocator-units",
];

/** Pure settlement of 12 cost pools over 5 000 units, every fortieth without a device: no database, no JSON. */
export async function run(): Promise<void> {
  const facts = settlementCase();
  const times: number[] = [];
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) {
    const milliseconds = await timed(async () => {
      if (!settle(facts).ok) throw new Error("the benchmark's case is refused");
    });
    if (round >= WARM_UP_ROUNDS) times.push(milliseconds);
  }
  process.stdout.write(
    `${POOLS} kosztów na ${UNITS} lokali, rund ${ROUNDS}; mediana (najmniej–najwięcej)\n` +
      `  rozliczenie: ${written(spreadOf(times), 1)} ms (cel ≤ ${LIMIT_MILLISECONDS})\n`,
  );
}

function settlementCase(): SettlementCase {
  return {
    period: null,
    rounding: "largest-remainder",
    participants: Array.from({ length: UNITS }, (_, index) => participant(index)),
    costs: Array.from({ length: POOLS }, (_, index) => pool(index)),
    bounds: null,
    substitute: "area",
  };
}

function participant(index: number): Participant {
  const areaCm2 = 300_000 + ((index * 7919) % 500) * 1000;
  const thousandths = (index * 104_729) % 90_000;
  return {
    id: `unit-${String(index).padStart(5, "0")}`,
    areaCm2: wholeDecimal(areaCm2),
    heatedAreaCm2: wholeDecimal(areaCm2 - 20_000),
    volumeDm3: wholeDecimal(Math.round(areaCm2 / 4000) * 10),
    persons: wholeDecimal(1 + (index % 5)),
    consumption: new Map([["hot-water", parseExactDecimal(`${thousandths / 1000}`)!]]),
    units: index % 40 === 0 ? null : parseExactDecimal(`${(index * 31_337) % 4000}.${index % 10}`),
    advancesGrosze: 120_000,
  };
}

function pool(index: number): SettlementCost {
  const key = KEYS[index % KEYS.length]!;
  return {
    id: `pool-${index}`,
    amountGrosze: 41_234_567 + index * 1_111_111,
    parts: [{ key, percent: wholeDecimal(100) }],
  };
}
