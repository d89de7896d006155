/* The inverted index: every feature's articles, those with most left to give first. */
#include "kernel.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A list longer than this is sorted by digits: counting 256 of them twice has paid off by then. */
#define SHORT 64

/* One list, or room for the longest. */
typedef struct {
    Posting *postings;
    uint16_t *lengths;
} List;

/* Turn counts, one place up, into the places where each begins. */
static void begin(int64_t *counts, int64_t size)
{
    for (int64_t i = 0; i < size; i++)
        counts[i + 1] += counts[i];
}

/* Features from rare to common, equally rare ones in the order of columns; lists begin where the one before ends. */
static Outcome rank_features(Index *index)
{
    const Rows *rows = &index->rows;
    int64_t *holders = calloc((size_t)index->features + 1, sizeof *holders);
    int64_t *places = calloc((size_t)rows->rows + 2, sizeof *places);
    if (holders && places) {
        for (int64_t i = 0; i < rows->starts[rows->rows]; i++)
            holders[rows->columns[i]]++;
        for (int64_t f = 0; f < index->features; f++)
            places[holders[f] + 1]++;
        begin(places, rows->rows + 1);
        for (int64_t f = 0; f < index->features; f++) {
            int64_t rank = places[holders[f]]++;
            index->rank[f] = (int32_t)rank;
            index->lists[rank + 1] = holders[f];
        }
        begin(index->lists, index->features);
    }
    Outcome outcome = holders && places ? FOUND : NO_MEMORY;
    free(holders);
    free(places);
    return outcome;
}

/* Every list in the order of articles; the length of the longest row. Moves the beginnings of the lists to their ends. */
static void deal(Index *index)
{
    const Rows *rows = &index->rows;
    double most = 0.0;
    for (int64_t row = 0; row < rows->rows; row++) {
        double squares = 0.0;
        for (int64_t i = rows->starts[row]; i < rows->starts[row + 1]; i++) {
            int64_t place = index->lists[index->rank[rows->columns[i]]]++;
            index->postings[place] = (Posting){(int32_t)row, (float)rows->values[i]};
            squares += rows->values[i] * rows->values[i];
        }
        most = squares > most ? squares : most;
    }
    index->longest = sqrt(most);
}

/* What each article carries from this feature on, common features first. A step more covers the rounding of weights. */
static void measure(Index *index, double *squares)
{
    index->step = index->longest > 0.0 ? index->longest / (STEPS - 2.0) : 1.0;
    for (int64_t i = index->rows.starts[index->rows.rows]; i-- > 0;) {
        const Posting *posting = &index->postings[i];
        squares[posting->article] += (double)posting->weight * posting->weight;
        index->lengths[i] = (uint16_t)fmin(sqrt(squares[posting->article]) / index->step + 2.0, STEPS);
    }
}

/* Longest first; stable, so that equal ones stay in the order of articles. */
static void insert(List list, int64_t size)
{
    for (int64_t i = 1; i < size; i++) {
        Posting posting = list.postings[i];
        uint16_t length = list.lengths[i];
        int64_t j = i;
        for (; j > 0 && list.lengths[j - 1] < length; j--) {
            list.postings[j] = list.postings[j - 1];
            list.lengths[j] = list.lengths[j - 1];
        }
        list.postings[j] = posting;
        list.lengths[j] = length;
    }
}

/* One pass of a stable sort by digits, largest first. */
static void by_digit(List from, List into, int64_t size, int shift)
{
    int64_t places[257] = {0};
    for (int64_t i = 0; i < size; i++)
        places[256 - (from.lengths[i] >> shift & 255)]++;
    begin(places, 256);
    for (int64_t i = 0; i < size; i++) {
        int64_t place = places[255 - (from.lengths[i] >> shift & 255)]++;
        into.postings[place] = from.postings[i];
        into.lengths[place] = from.lengths[i];
    }
}

static void sort_lists(Index *index, List room)
{
    for (int64_t rank = 0; rank < index->features; rank++) {
        int64_t first = index->lists[rank], size = index->lists[rank + 1] - first;
        List list = {index->postings + first, index->lengths + first};
        if (size <= SHORT) {
            insert(list, size);
        } else {
            by_digit(list, room, size, 0);
            by_digit(room, list, size, 8);
        }
    }
}

static int64_t longest_list(const Index *index)
{
    int64_t most = 1;
    for (int64_t rank = 0; rank < index->features; rank++) {
        int64_t size = index->lists[rank + 1] - index->lists[rank];
        most = size > most ? size : most;
    }
    return most;
}

/* In the order of ranks, from memory: squares of every article, and room for one list to be sorted in. */
static Outcome fill_lists(Index *index)
{
    int64_t most = longest_list(index);
    double *squares = calloc((size_t)index->rows.rows + 1, sizeof *squares);
    List room = {malloc((size_t)most * sizeof(Posting)), malloc((size_t)most * sizeof(uint16_t))};
    Outcome outcome = squares && room.postings && room.lengths ? FOUND : NO_MEMORY;
    if (outcome == FOUND) {
        deal(index);
        memmove(index->lists + 1, index->lists, (size_t)index->features * sizeof *index->lists);
        index->lists[0] = 0;
        measure(index, squares);
        sort_lists(index, room);
    }
    free(squares);
    free(room.postings);
    free(room.lengths);
    return outcome;
}

/* The larger the share, the fewer postings are read and the more articles completed, at the cost of a row each: one over the
 * root of its size is the best or near it from 14 features an article to 270, and from 10,000 articles to 1,000,000. */
static double share(const Rows *rows)
{
    double size = rows->rows ? (double)rows->starts[rows->rows] / (double)rows->rows : 0.0;
    return 1.0 / sqrt(fmax(size, 4.0));
}

Outcome index_fill(Index *index)
{
    size_t entries = (size_t)index->rows.starts[index->rows.rows] + 1;
    index->share = share(&index->rows);
    index->rank = malloc(((size_t)index->features + 1) * sizeof *index->rank);
    index->lists = calloc((size_t)index->features + 1, sizeof *index->lists);
    index->postings = malloc(entries * sizeof *index->postings);
    index->lengths = malloc(entries * sizeof *index->lengths);
    if (!index->rank || !index->lists || !index->postings || !index->lengths)
        return NO_MEMORY;
    Outcome outcome = rank_features(index);
    return outcome == FOUND ? fill_lists(index) : outcome;
}

void index_free(Index *index)
{
    free(index->rank);
    free(index->lists);
    free(index->postings);
    free(index->lengths);
}
