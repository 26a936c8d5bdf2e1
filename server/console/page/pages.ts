/** The pages of the console, in the order of its bar. */
export const pages = [
  { address: '/', name: 'Home' },
  { address: '/calls', name: 'Calls' },
  { address: '/flows', name: 'Flows' },
  { address: '/coverage', name: 'Coverage' },
  { address: '/call', name: 'Call' },
];
