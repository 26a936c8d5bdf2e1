/** The topics that the call itself asks the rules about; every other topic is a flow's `check`. */

/** Asked once a caller knows who answers, in this order: who is served, what is kept, and when. */
export const openingTopics = ['caller', 'recording', 'after-hours'] as const;

/** May a person be rung now? */
export const transferTopic = 'transfer';

/** May the answer to this question name the price of that service? */
export const priceTopic = 'price';

export const topicsOfEveryCall: readonly string[] = [...openingTopics, transferTopic, priceTopic];
