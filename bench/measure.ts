import { type MeasurementName, measurements } from './measurements.ts';

// The process of one measurement, which `transition.ts` starts: the name comes in, what was measured goes out.
// The name is one of them, since nobody else starts this.
const name = process.argv[2] as MeasurementName;
process.send?.(measurements[name]());
