"""thidua: phong trào thi đua và khen thưởng, từ phát động đến tổng kết."""
