import './functions/incoming-call.ts';
import './functions/call-events.ts';
import './functions/watchdog.ts';
import './functions/health.ts';
import './functions/clip.ts';
